#!/bin/sh
# hey's flags and hey's summary; the load is our own.
exec /app/canarymesh-loadtester hey "$@"
