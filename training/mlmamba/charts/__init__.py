"""What is drawn in charts, measured for `mlmamba/measures.py`. Whole numbers wherever it can be; the TypeScript twins stand in `src/model/charts/`."""
