"""Word documents: what a paragraph says, what a paper of questions looks like, and writing one."""
