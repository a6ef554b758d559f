"""The saved questions over HTTP: pages, answers in every format, the evidence behind them, and their description."""
