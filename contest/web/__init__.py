"""What every page shares: base templates, forms, error pages, headers, statics."""
