using System.Globalization;

namespace Reception.Domain.Conversations;

/// <summary>A time to come as a customer is told it, by the wall clock of the shop.</summary>
public static class LocalWords
{
    /// <summary><paramref name="at"/> in the shop's offset: "今天 09:00", "tomorrow at 09:00", "on 12 November at 09:00".</summary>
    public static string Of(DateTimeOffset at, DateTimeOffset now, bool chinese)
    {
        var days = (at.Date - now.ToOffset(at.Offset).Date).Days;
        var clock = at.ToString("HH:mm", CultureInfo.InvariantCulture);
        return (days, chinese) switch
        {
            (0, true) => $"今天 {clock} ",
            (1, true) => $"明天 {clock} ",
            (_, true) => string.Create(CultureInfo.InvariantCulture, $"{at.Month} 月 {at.Day} 日 {clock} "),
            (0, false) => $"today at {clock}",
            (1, false) => $"tomorrow at {clock}",
            _ => $"on {at.ToString("d MMMM", CultureInfo.InvariantCulture)} at {clock}",
        };
    }
}
