namespace Reception.Contracts.Shops;

/// <summary>What a customer who wants a person gets outside the hours.</summary>
public enum ClosedAction
{
    /// <summary>The bot goes on; the customer is told when people are back. He waits all the same if he insists.</summary>
    Wait = 0,
    /// <summary>The bot alone.</summary>
    Bot = 1,
    /// <summary>His message becomes a work order.</summary>
    Message = 2,
    /// <summary>He is called back when people are there, in the order in which he came.</summary>
    CallBack = 3,
}

/// <summary>A date (local, <c>yyyy-MM-dd</c>) with hours of its own; none: closed all day.</summary>
[GenerateSerializer, Immutable]
public sealed record DayException(DateOnly Date, HoursRange[]? Open = null, string? Name = null);

/// <summary>Minutes from local midnight, <c>Open &lt; Close ≤ 1440</c>.</summary>
[GenerateSerializer, Immutable]
public sealed record HoursRange(int OpenMinute, int CloseMinute);

/// <summary>
/// Weekly hours with exceptions (holidays, longer days) in the shop's time zone, computed when deciding and never stored anywhere else.
/// Open is when the clock on the wall there shows it: an hour that a clock change repeats counts twice, one that it leaves out is not.
/// <see cref="Weekly"/> null or empty: always open, but for the exceptions. Hours past midnight are two ranges, to 1440 and from 0.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record HoursPolicy(OpeningHours[]? Weekly = null, DayException[]? Exceptions = null, ClosedAction Closed = ClosedAction.Wait);
