using System.Collections.Frozen;

namespace Reception.Domain.Triage.Text;

/// <summary>
/// Leaves out what customers wrap a question in ("您好，我想问一下…谢谢", "Hi, could you tell me … please"): it says nothing of
/// what is asked, and makes a message look less like the question it is.
/// </summary>
internal static class Courtesy
{
    private static readonly FrozenDictionary<char, string[]> Openings = ByFirstCharacter(
        "亲爱的 亲亲 亲 你好啊 你好呀 你好 您好 你们好 请问一下 请问下 请问 那请问 我想请问一下 我想请问 想请问一下 想请问 我想问一下 我想问下 我想问问 我想问 想问一下 想问下 想问问 " +
        "我问一下 我问下 问一下 问下 我要问 我想咨询一下 我想咨询下 我想咨询 想咨询一下 想咨询下 想咨询 咨询一下 咨询下 麻烦问一下 麻烦问下 我想知道 想知道 想了解一下 想了解下 我想了解一下 " +
        "不好意思 打扰一下 打扰了 打扰 嗨 哈喽 哈罗 喂 客服 小姐姐 掌柜 店家 老板 在吗 在么 在不在 有人吗 有人在吗",
        "hi|hello|hey|there|excuse me|sorry|good morning|good afternoon|good evening|can you please tell me|can you tell me|could you please tell me|could you tell me|would you tell me|please tell me|tell me|" +
        "may i ask|can i ask|i want to know|i would like to know|id like to know|i wanted to know|i was wondering|im wondering|just wondering|i have a question|quick question|do you know|can you please|could you please|please|so|well|um|ok");

    private static readonly string[] Closings =
        ["谢谢你了", "谢谢您了", "谢谢你", "谢谢您", "谢谢啦", "谢谢了", "谢谢亲", "谢谢", "多谢", "感谢", "急急", " thank you very much", " thank you so much", " thank you", " thanks a lot", " thanks", " please", " pls"];

    /// <summary>The part of a normalised text that asks; the whole text if it is courtesy alone.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text)
    {
        for (var rest = text; !rest.IsEmpty; text = rest)
        {
            rest = StripOpening(text).Trim(CharacterFolding.Separator);
            if (rest.Length == text.Length)
                rest = StripClosing(text).Trim(CharacterFolding.Separator);
            if (rest.Length == text.Length)
                break;
        }

        return text;
    }

    private static ReadOnlySpan<char> StripOpening(ReadOnlySpan<char> text)
    {
        if (Openings.TryGetValue(text[0], out var phrases))
            foreach (var phrase in phrases)
                if (text.StartsWith(phrase) && (GramReader.IsSpaceless(phrase[0]) || text.Length == phrase.Length || text[phrase.Length] == CharacterFolding.Separator))
                    return text[phrase.Length..];
        return text;
    }

    private static ReadOnlySpan<char> StripClosing(ReadOnlySpan<char> text)
    {
        foreach (var phrase in Closings)
            if (text.EndsWith(phrase))
                return text[..^phrase.Length];
        return text;
    }

    /// <summary>Longest first, so that no phrase hides behind its beginning.</summary>
    private static FrozenDictionary<char, string[]> ByFirstCharacter(string chinese, string english) =>
        chinese.Split(' ').Concat(english.Split('|')).GroupBy(p => p[0]).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(p => p.Length).ToArray());
}
