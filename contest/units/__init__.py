"""Communes, agencies, schools: codes, old names, lists of a host."""
