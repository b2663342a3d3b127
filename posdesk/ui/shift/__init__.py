"""The end of a shift on screen: the sheet, handing over, taking over."""
