"""Words that lean on what stands there: 下一页, 第二处, 第二个, 它."""
