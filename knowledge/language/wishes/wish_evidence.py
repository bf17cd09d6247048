"""What a guess must be spoken of by: 油卡呢 names nothing of reading on, 就这些吗 nothing of what is kept.

The model weighs pieces of words. Where it is not sure, a wish counts only if a word of its own kind was said.
"""

from collections.abc import Mapping

from core.patterns import pattern

_OF_KIND: Mapping[str, str] = {
    "thanks": "谢|辛苦|感激|感恩|麻烦|费心|劳|赞|好|棒|不错|厉害|thank|xiexie|[❤👍🙏🌹💐]",
    "human": "(?<!机器)人|客服|坐席|同事|领导|管理|联系|电话|热线|转接|谁|真的|活的|哪个|管事",
    "next": "下|接|继|续|往|后|再|还|念|读|看|翻|然后|讲完|说完|没完|退回|倒回|xia|jie|xu|fanye|next|more",
    "context": "上|下|前|后|文|详|展开|完整|具体|细|全|多|原话|背景|来龙|意思|context|shangxia|qianhou",
    "source": (
        "哪|谁(?:讲|说|写|作|的)|出处|来源|出自|何时|什么时|时候|年|月|日|讲的|说的|篇|会|第几|shuo"
        "|chuchu|source|编号|依据|来的"
    ),
    "whole": "全|整|完整|原文|原件|文件|文档|稿|下载|发|讲话|quan|whole|full|word|pdf",
    "summary": (
        "总|结|摘|提要|干货|要紧|概|括|归纳|提炼|缩|精简|简|短|重点|要点|核心|大意|中心|几句|一句"
        "|主要|梳理|提纲|话|zongjie|tldr|gaikuo|长|说人话|译"
    ),
    "report": (
        "举(?!例|办|行|措)|上报|报案|报料|检举|揭|告(?!诉|知)|爆料|反映|投诉|纪[委检工律]|监[委察督]|巡[视察]|信访|贪|贿|违|腐"
        "|公款|公车|公家|红包|礼[品金物]?|钱|款|吃拿|吃喝|酒|烟|[购油礼]卡|卡要|好处|回扣|发票|私分|私用|以权|假|骗|占|赌"
        r"|[收送拿]了?(?:人|别人|东西|[1一]?[盒条瓶袋])|线索|证据|材料|jubao|jiwei|\d{5}"
    ),
    "unclear": (
        "懂|明|意思|啥|什么|嘛|晕|糊|看不|听不|绕|难|深|云里|理解|解释|通俗|白话|人话|dong|mingbai"
        "|什麼|深奥|说的|讲的"
    ),
    "listening": "问|请教|咨询|打听|事|说|聊|题|wen",
    "sorry": "不|没|错|答非|乱|差|别的|无关|扯|瞎|笨|傻|糊弄|敷衍|牛头",
    "another": (
        "换|另|别的|其[他它]|再[来发给看整推示]?[点个]?(?:[一1几两](?!题)|[条句则廉])"
        "|(?:来|给我?|发|推|要|整)[点个一1几两]?[条句则]|廉|新|不同|huan|zai|another|more|腻"
    ),
    "yesterday": "昨|前|天|早|日|号|周|星期|礼拜|以前|之前|过去|上|往|历史|zuo|qian|错过|漏|以往|旧|老",
    "speeches": (
        "讲话|目录|几篇|哪些|哪几|篇|稿|文章|文件|列表|清单|库|收录|资料|材料|年|mulu|jianghua|list|会"
    ),
    "help": (
        "帮|怎么[用弄玩使操]|咋[用弄玩使整]|如何|用法|功能|菜单|命令|指令|会[啥什干做]"
        "|能[啥什干做帮回]|教|说明|指南|使用|本事|用途|操作|上手|新手|help|bangzhu|menu|会不会用"
        "|不会用|入门|干[啥什嘛]|用处|手册|能力|问[些啥什]|介绍|支持"
    ),
    "settings": (
        "推|发|订|时间|设|配|点|通知|铃|响|声|静|音|消息|廉|每天|几点|提醒|图|卡|改|调|开启|打开|开通"
        "|关|shezhi|peizhi|settings|选|日子|状态|频|打扰|吵|震"
    ),
    "privacy": (
        "记|存|隐私|保存|保密|删|知道|看[到见得]|数据|安全|泄|谁看|日志|留|收集|偷|监|个人信息|痕"
        "|yinsi|jilu|匿名|后台|底"
    ),
    "undo": (
        "退|撤|改|恢复|取消|别(?![人处的])|不算|手[滑抖误]|误|错|回到|原|反悔|后悔|玩笑|照旧|还是(?!不)|先不|等等|慢着|收回|作废"
        "|当没|不作数|undo|tui|cuo"
    ),
    "forget": "删|清(?![风楚单])|忘|抹|注销|痕|除(?!了)|销毁|别留|不留|shanchu|qing|forget",
    "suggest": (
        "建议|意见|希望|能不能|可不可以|可否|能否|最好|应该|要是|如果|增加|加|改|提|反馈|不好|太|别"
        "|多|少|想法|点子|期待|盼|jianyi|yijian|难用|慢|字|界面"
    ),
}
_PATTERNS = {kind: pattern(words) for kind, words in _OF_KIND.items()}


def is_spoken_of(kind: str, said: str) -> bool:
    """Return whether a word of the wish's kind (as in bench/wishes) stands in `said`, which is folded."""
    words = _PATTERNS.get(kind)
    return words is None or words.search(said) is not None
