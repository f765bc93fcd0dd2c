"""Try govbot without Slack: a local Slack with a page, the real bot, forty vendors and the year behind them."""
