namespace Reception.Grains.Assistant;

/// <summary>
/// What of the day's tokens is set aside, as stored: always at least what was spent, so that a crash can lose some of the shop's budget
/// but never exceed it. <see cref="Day"/> is the day number in UTC.
/// </summary>
[GenerateSerializer]
public sealed class AssistantRecord
{
    [Id(0)] public int Day { get; set; }

    [Id(1)] public long Reserved { get; set; }
}
