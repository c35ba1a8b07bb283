using System.Collections.Frozen;

namespace Reception.Domain.Assistance;

/// <summary>The characters and words of which any question back may consist, whatever it is about: no nouns of a shop among them.</summary>
internal static class AskingWords
{
    private const string Ideographs =
        "请问您你的是否想要问了解咨询知道哪一个种件方面还或者者和与及关于有没有吗呢么吧啊呀嗯好哦这那个些什么怎样如何为为什么几多少时候以下面上述其中下列能可可以不是确认说明具体再" +
        "换个说法更清楚不好意思抱歉谢谢帮助让我们告诉先指对在到就会该点情况问题方便详细描述哈";

    private static readonly FrozenSet<char> Characters = Ideographs.ToFrozenSet();

    private static readonly FrozenSet<string> Words = (
        "a about an and any are as ask asking be between can clarify could did do does for from help hi how i if in is it know like looking me mean meant more my need of on one or " +
        "other please question say so some sorry talking tell than that the them then these they this those to understand us want was we what when where whether which who why with would you your yours").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool Have(char ideograph) => Characters.Contains(ideograph);

    public static bool Have(string word) => Words.Contains(word);
}
