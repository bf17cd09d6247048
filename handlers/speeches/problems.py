"""What of the knowledge files could not be used, for the operators: once a start, in one message."""

from handlers.context import App, Context
from handlers.people.operators import tell_operators

TOLD = (
    "有 {number} 个讲话或问法的文件用不了，先用数据库里已有的：\n{problems}\n"
    "改好后运行 bot.py check 看一遍，再重启，或运行 bot.py speeches import。"
)
MOST_TOLD = 10


async def tell_of_problems(app: App) -> None:
    """Tell the operators which knowledge files the bot has to do without."""
    context = Context(app)
    if problems := context.services.speeches.problems:
        shown = [f"· {problem}" for problem in problems[:MOST_TOLD]]
        more = [f"……另有 {len(problems) - MOST_TOLD} 个"] if len(problems) > MOST_TOLD else []
        said = TOLD.format(number=len(problems), problems="\n".join(shown + more))
        await tell_operators(context, said)
