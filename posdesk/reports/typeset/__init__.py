"""A small typesetting layer over ReportLab's canvas: Chinese lines, tables over pages."""
