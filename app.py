"""Starts the dashboard: `streamlit run app.py`, `python app.py` or `uvicorn --no-access-log app:app` (an access log
would keep what people search for)."""

from pathlib import Path

import streamlit as st

from barnsbeste_content.web.routes import lifespan, middleware, routes

# streamlit looks for this literal assignment; the script lies in pages/ so that no folder beside it is taken for pages
app = st.App(
    Path(__file__).parent / "pages" / "_router.py", routes=routes(), middleware=middleware(), lifespan=lifespan
)

if __name__ == "__main__":
    app.run()
