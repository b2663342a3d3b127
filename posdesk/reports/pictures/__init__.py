"""Photos, screenshots and pages of PDFs, made small enough and readable for paper."""
