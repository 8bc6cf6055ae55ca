"""The pages of the console: each loads, asks the rules, and renders."""
