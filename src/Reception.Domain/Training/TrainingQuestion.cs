using Reception.Domain.Triage.Rules;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Training;

/// <summary>Which of a customer's messages are questions that trainers can do something about, and which of an agent's are answers.</summary>
public static class TrainingQuestion
{
    /// <summary>Letters a question has at least; ideographs count twice.</summary>
    private const int LeastLetters = 4;

    /// <summary>Not: courtesy, a wish for a human, a picture's place, a bare number, "嗯".</summary>
    public static bool IsQuestion(string text)
    {
        var normal = Words(text);
        return Letters(normal) >= LeastLetters && SmallTalk.ReplyTo(normal) is null && HumanRequest.Find(normal) == HumanRequestStrength.None;
    }

    /// <summary>Not: a greeting, thanks, "请稍等", a line too short to answer anything.</summary>
    public static bool IsAnswer(string text)
    {
        var normal = Words(text);
        return Letters(normal) >= LeastLetters && SmallTalk.ReplyTo(normal) is null && !AgentCourtesy.Is(normal);
    }

    private static string Words(string text) => TextNormalizer.Normalize(MaskedText.WithoutSlots(MaskedText.Of(text, TextNormalizer.MaxLength)));

    private static int Letters(string normal) => normal.Sum(c => !char.IsLetter(c) ? 0 : GramReader.IsSpaceless(c) ? 2 : 1);
}
