namespace Reception.Protocol.Frames;

/// <summary>A line that no customer sees. Numbers rise, and have gaps where a line is not for the reader.</summary>
public sealed record InternalDocument(long Number, int Episode, string Kind, string Role, string From, string? FromName, string? To, string Text, DateTimeOffset At, string? ClientId = null);

/// <summary>What staff see of a conversation besides its view; older versions are dropped by the reader.</summary>
public sealed record StaffDocument(long Version, long LastInternal, ConsultDocument? Consult = null, OutsideDocument? Outside = null);

/// <summary>A consult under way; phase <c>asked</c>, <c>joined</c> or <c>away</c>.</summary>
public sealed record ConsultDocument(string By, string? Colleague, string? Party, string? Name, string Phase, DateTimeOffset Since, string? Question = null);

/// <summary>Where the customer was sent.</summary>
public sealed record OutsideDocument(string Party, string Title, string By, DateTimeOffset Since, string? Url = null);

/// <summary>An invitation to a consult.</summary>
public sealed record ConsultedDocument(string Conversation, long Epoch, string By, string? ByName, string? Question, DateTimeOffset Since, bool Ended = false);
