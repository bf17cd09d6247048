"""Messages without words: a voice, a picture, a sticker. Only text is understood, and that is said politely."""

from telegram import Message, Update

from handlers.asking.albums import album_of
from handlers.asking.reply_views import for_example
from handlers.context import Context
from handlers.sending.speaking import say
from handlers.words.addressed import is_private
from handlers.words.replies import plain

NO_TEXT = (
    ("voice", "我还听不懂语音，请打字问我"),
    ("audio", "我还听不懂录音，请打字问我"),
    ("video_note", "我看不懂视频，请打字问我"),
    ("video", "我看不懂视频，请打字问我"),
    ("animation", "我看不懂动图，请打字问我"),
    ("photo", "我看不懂图片，请把问题打成文字，也可以写在图片的说明里"),
    ("document", "我还不会读文件，请把问题打成文字"),
    ("sticker", "贴纸收到。想了解讲话里怎么说，打字问我就行"),
    ("poll", "我不会投票，有问题请打字问我"),
    ("checklist", "我看不懂清单，有问题请打字问我"),
    ("story", "我看不到动态，有问题请打字问我"),
    ("paid_media", "我看不到付费的图片和视频，有问题请打字问我"),
    ("game", "我不会玩游戏，有问题请打字问我"),
    ("dice", "我不会玩骰子这类游戏，有问题请打字问我"),
    ("invoice", "我不收钱也不付款，有问题请打字问我"),
    ("giveaway", "我不参加抽奖，有问题请打字问我"),
    ("giveaway_winners", "我不参加抽奖，有问题请打字问我"),
    ("location", "我用不上位置信息，有问题请打字问我"),
    ("contact", "我用不上联系人，有问题请打字问我"),
)
NO_TEXT_OTHERWISE = "这种消息我看不懂，请打字问我"
# In a group these are gestures between people, even when they answer one of ours.
GESTURES = ("sticker", "animation", "dice")


async def no_text(update: Update, context: Context, message: Message) -> None:
    """Say politely that only text is understood: once for an album, never to edits or gestures."""
    if update.edited_message:
        return
    if not is_private(message) and any(getattr(message, kind) for kind in GESTURES):
        return
    album = album_of(message, context)
    if album is not None and album.remark:
        return
    await context.services.answers.prepare()
    said = next((said for kind, said in NO_TEXT if getattr(message, kind)), NO_TEXT_OTHERWISE)
    remark = await say(context, message, plain(said + for_example(context.services.answers)))
    if album is not None:
        album.remark = remark.message_id
