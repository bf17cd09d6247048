"""Sentences that several handlers say."""

ASK_ANEW = "这段原文已经更新，请把问题再发一遍。"
PASSAGE_CHANGED = "这一段的原文变了，或已经不在用。请回到上一步另选。"
WHICH_IS_MEANT = "没听准，您是要："
IN_PRIVATE = "这件事请私聊我办，免得别人看到。"
NOT_SUBSCRIBED_YET = "还没有订阅，先点“订阅”"
EACH_BY_ITSELF = "我不作比较，原文怎么说的，分别给您看。\n\n"
