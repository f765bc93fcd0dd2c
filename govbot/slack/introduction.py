"""Who we are in Slack, asked once at the start; a token that Slack refuses is named with how to get a good one."""

from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from govbot.errors import Misconfigured
from govbot.settings import HOW_TO_GET


def introduce(client: WebClient) -> SlackResponse:
    """Slack's answer to auth.test: team_id, team, user_id, bot_id."""
    try:
        return client.auth_test()
    except SlackApiError as error:
        raise refused("slack_bot_token", error) from error
    except (URLError, TimeoutError) as error:
        raise Misconfigured(
            f"Slack does not answer at {client.base_url} ({error})."
            " Check the network, and GOVBOT_SLACK_API_URL if it is set."
        ) from error


def refused(setting: str, error: SlackApiError) -> Misconfigured:
    """Slack's no to one of our tokens, as a sentence."""
    variable, _, how = HOW_TO_GET[setting]
    return Misconfigured(f"Slack does not accept {variable} ({error.response['error']}). {how}")
