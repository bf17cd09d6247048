"""Tells operators which knowledge files could not be used: once after each start, in one message."""

from core.places import PROGRAM
from handlers.context import App, Context
from handlers.people.operators import tell_operators

TOLD = (
    "有 {number} 个讲话或问法的文件用不了，先用数据库里已有的：\n{problems}\n"
    f"改好后运行 {PROGRAM} check 看一遍，再重启，或运行 {PROGRAM} speeches import。"
)
MOST_TOLD = 10


async def tell_of_problems(app: App) -> None:
    """Tell the operators which knowledge files cannot be used."""
    context = Context(app)
    if problems := context.services.speeches.problems:
        shown = [f"· {problem}" for problem in problems[:MOST_TOLD]]
        more = [f"……另有 {len(problems) - MOST_TOLD} 个"] if len(problems) > MOST_TOLD else []
        said = TOLD.format(number=len(problems), problems="\n".join(shown + more))
        await tell_operators(context, said)
