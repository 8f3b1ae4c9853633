"""The web application: ``streamlit run app.py``, or better ``python3 tidu.py run``."""

import streamlit as st

from ui.server import MIDDLEWARE, ROUTES, lifespan, show_error

app = st.App("ui/router.py", lifespan=lifespan, routes=ROUTES, middleware=MIDDLEWARE, on_script_error=show_error)
