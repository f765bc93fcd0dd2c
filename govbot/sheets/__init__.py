"""Files of rows as people keep them: read strictly, every fault named by its line."""
