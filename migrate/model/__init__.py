"""The frozen values that flow from the reader to the writer. Nothing here knows where they come from or go to."""
