"""Reading a deployment file: text, YAML, values, sections."""
