"""How `make bi-check` runs Superset: on this machine alone, with metadata that goes afterwards."""

import os
from datetime import timedelta

SECRET_KEY = "only for a check on the loopback address"
SQLALCHEMY_DATABASE_URI = f"sqlite:///{os.environ['PLUMBLINE_SUPERSET_HOME']}/superset.db"
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
JWT_ACCESS_TOKEN_EXPIRES = timedelta(hours=12)
BABEL_DEFAULT_LOCALE = "zh"
LANGUAGES = {"zh": {"flag": "cn", "name": "中文"}}
