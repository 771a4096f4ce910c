"""From a document to a document: values, tables and charts, numbers and references."""
