"""What goes out as files: the evidence bundle. The only place that draws pages."""
