using Reception.Protocol.Frames;

namespace Reception.Protocol.Rest;

/// <summary>Internal lines of a conversation; <see cref="Last"/> is the newest number there is.</summary>
public sealed record InternalPageDocument(string Conversation, InternalDocument[] Lines, long Last, StaffDocument? Staff = null);

/// <summary>A whisper, or (of a channel's own system) what an outside party said.</summary>
public sealed record InternalRequest(string? Id, long? Epoch, string? Text);

/// <summary>A supervisor's command on a conversation, with the epoch that was read; agent or queue where it goes to one.</summary>
public sealed record SupervisionRequest(string? Id, long? Epoch, string? Why = null, string? Agent = null, string? Queue = null, int? Seconds = null);

/// <summary>It was carried out, now or (<see cref="Repeated"/>) before.</summary>
public sealed record SupervisedDocument(string Id, bool Repeated, ViewDocument? View = null);
