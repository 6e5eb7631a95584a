"""What services that show links ask a page for (Open Graph): its title and description once more, and its picture."""

from __future__ import annotations

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from conflictmap.atlas.cards.serving import page_card

register = template.Library()


class CaptureNode(template.Node):
    """Renders what is inside, and keeps it under a name for the rest of the page instead of writing it."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Keep the text without the white space around it; templates have escaped it already."""
        context.dicts[0][self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308
        return SafeString()


@register.tag
def capture(parser: Parser, token: Token) -> CaptureNode:
    """`{% capture page_title %}{% block title %}...{% endblock %}{% endcapture %}`: blocks stand only once."""
    _, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(name, nodelist)


@register.simple_tag(takes_context=True)
def card_path(context: Context) -> str:
    """The path of the page's picture: of its town, actor or story, else of the map as its address has it."""
    return page_card(context["request"], context.get("day")).address
