using System.Reflection;

namespace Reception.Protocol.Errors;

/// <summary>Every code there is; docs/protocol.md lists the same, and a test compares the two.</summary>
public static class ErrorCodes
{
    // Frames ---------------------------------------------------------------------------------------------------------
    public static readonly RefusalCode BadJson = new("bad-json", 400, 0, "This is not valid JSON.", "Send one JSON object, UTF-8, at most 16 levels deep.");
    public static readonly RefusalCode BadFrame = new("bad-frame", 400, 0, "A field is missing or out of bounds.", "Correct the field that the message names and send it again.");
    public static readonly RefusalCode UnknownType = new("unknown-type", 400, 0, "There is no such frame type here.", "Use a type that docs/protocol.md lists for this socket.");
    public static readonly RefusalCode FrameTooLarge = new("frame-too-large", 413, 1009, "A frame has at most 65,536 bytes.", "Split what you send; reconnect and resume.");
    public static readonly RefusalCode TextOnly = new("text-only", 400, 1003, "Only text frames are understood.", "Send UTF-8 text frames; reconnect and resume.");
    public static readonly RefusalCode RateLimited = new("rate-limited", 429, 0, "Too much at once.", "Wait retryAfterMs, then send the same again with the same ids.");
    public static readonly RefusalCode Busy = new("busy", 503, 0, "This server has too much to do just now; nothing was stored.", "Wait retryAfterMs, then send the same again with the same ids, or connect again.");
    public static readonly RefusalCode TooManyErrors = new("too-many-errors", 400, 1008, "Too many frames of this connection were refused.", "Mend the client; it may reconnect and resume.");
    public static readonly RefusalCode Flooded = new("flooded", 429, 1008, "The connection went on sending after it was told to wait.", "Reconnect after retryAfterMs and keep to the limits in welcome.");
    public static readonly RefusalCode HelloExpected = new("hello-expected", 400, 1008, "The first frame has to be hello.", "Reconnect and send hello first.");
    public static readonly RefusalCode HelloRepeated = new("hello-repeated", 400, 0, "This connection said hello already.", "Open another connection for another session.");
    public static readonly RefusalCode HelloTimeout = new("hello-timeout", 408, 1008, "No hello came in time.", "Reconnect and send hello within 10 seconds.");
    public static readonly RefusalCode Idle = new("idle", 408, 1001, "Nothing was heard for too long.", "Reconnect and resume; send ping every pingSeconds.");
    public static readonly RefusalCode SlowReader = new("slow-reader", 503, 1008, "The connection did not take what was sent to it.", "Reconnect and resume after the last sequence that was seen.");
    public static readonly RefusalCode ServerStopping = new("server-stopping", 503, 1001, "This server is going down.", "Reconnect after retryAfterMs and resume.");
    public static readonly RefusalCode TooManyConnections = new("too-many-connections", 429, 1013, "Too many connections.", "Close others, or reconnect after retryAfterMs.");

    // Who you are ----------------------------------------------------------------------------------------------------
    public static readonly RefusalCode Unauthenticated = new("unauthenticated", 401, 0, "No token was sent.", "Send Authorization: Bearer TOKEN.");
    public static readonly RefusalCode BadToken = new("bad-token", 401, 1008, "The token is not valid.", "Get a new token; do not retry with this one.");
    public static readonly RefusalCode TokenExpired = new("token-expired", 401, 1008, "The token has expired.", "Get a new token, reconnect and resume.");
    public static readonly RefusalCode WrongRole = new("wrong-role", 403, 1008, "This token's role may not do that.", "Use a token of a role that docs/protocol.md names for it.");
    public static readonly RefusalCode WrongShop = new("wrong-shop", 403, 1008, "This token does not belong to that shop.", "Use a token of that shop.");
    public static readonly RefusalCode OriginRefused = new("origin-refused", 403, 1008, "Pages of this origin may not connect.", "Add the origin to the channel's policy of the shop.");
    public static readonly RefusalCode UnknownShop = new("unknown-shop", 404, 1008, "There is no such shop.", "Check the shop id; shops are made with PUT /api/v1/shops/{shop}.");
    public static readonly RefusalCode UnknownChannel = new("unknown-channel", 404, 1008, "The shop has no such channel.", "Use a channel of the shop's policy.");
    public static readonly RefusalCode UnknownAgent = new("unknown-agent", 404, 1008, "There is no such agent.", "Check the agent id; agents are made with PUT /api/v1/agents/{agent}.");

    // Commands -------------------------------------------------------------------------------------------------------
    public static readonly RefusalCode StaleEpoch = new("stale-epoch", 409, 0, "Someone else became the owner since you read the conversation.", "Look at the view that came, then decide again.");
    public static readonly RefusalCode NotOwner = new("not-owner", 409, 0, "You do not own this conversation.", "Look at the view that came; accept an offer first.");
    public static readonly RefusalCode WrongPhase = new("wrong-phase", 409, 0, "That makes no sense in this phase of the conversation.", "Look at the view that came, then decide again.");
    public static readonly RefusalCode Invalid = new("invalid", 400, 0, "The input is out of bounds.", "Correct what the message names.");
    public static readonly RefusalCode OfferGone = new("offer-gone", 409, 0, "The offer has expired, was declined, or belongs to somebody else.", "Take it off the screen.");
    public static readonly RefusalCode OverCapacity = new("over-capacity", 409, 0, "You have no capacity left.", "Finish a conversation first.");
    public static readonly RefusalCode Unknown = new("unknown", 404, 0, "There is no such shop, channel, queue or conversation.", "Check the id.");
    public static readonly RefusalCode Unavailable = new("unavailable", 503, 0, "It was not stored in time; it may or may not have been carried out.", "Wait retryAfterMs, then send the same again with the same ids.");
    public static readonly RefusalCode NotAttached = new("not-attached", 409, 0, "This session does not serve that conversation.", "Accept its offer, or reconnect.");

    public static readonly RefusalCode NotReachable = new("not-reachable", 409, 0, "Whom it asks for is not connected.", "Ask somebody else, or transfer to a queue.");

    // REST -----------------------------------------------------------------------------------------------------------
    public static readonly RefusalCode BadRequest = new("bad-request", 400, 0, "The request is not valid.", "Correct what the message names.");
    public static readonly RefusalCode NotFound = new("not-found", 404, 0, "There is nothing here.", "Check the address.");
    public static readonly RefusalCode MethodNotAllowed = new("method-not-allowed", 405, 0, "This address does not take that method.", "See /openapi/v1.json.");
    public static readonly RefusalCode UnsupportedMediaType = new("unsupported-media-type", 415, 0, "This content type is not understood.", "See /openapi/v1.json.");
    public static readonly RefusalCode BodyTooLarge = new("body-too-large", 413, 0, "The body is too large.", "Keep to the size that the message names.");
    public static readonly RefusalCode VersionConflict = new("version-conflict", 409, 0, "It was changed since you read it.", "Read it again, then decide again.");
    public static readonly RefusalCode NothingToPublish = new("nothing-to-publish", 409, 0, "There is no draft that differs from what is in force.", "Put a draft first.");
    public static readonly RefusalCode UnknownVersion = new("unknown-version", 404, 0, "There is no such version.", "See the list of versions.");
    public static readonly RefusalCode UnknownEntry = new("unknown-entry", 404, 0, "The draft has no such entry.", "Check the entry's id.");
    public static readonly RefusalCode ReviewMissing = new("review-missing", 409, 0, "The draft has to be approved first.", "Submit it, and let a second person approve it.");
    public static readonly RefusalCode SamePerson = new("same-person", 409, 0, "Whoever submitted a draft cannot review it.", "Let a second person review it.");
    public static readonly RefusalCode CheckRunning = new("check-running", 409, 0, "A publication is being checked.", "Wait until it is done: GET …/knowledge/publication.");
    public static readonly RefusalCode PublishRefused = new("publish-refused", 409, 0, "The check found errors; nothing took force.", "Mend what the errors name, or publish with force.");
    public static readonly RefusalCode CanaryRunning = new("canary-running", 409, 0, "A version is in force for a share of the conversations.", "Promote it (100 per cent) or take it back (0) first.");
    public static readonly RefusalCode NoCanary = new("no-canary", 409, 0, "No version is in force for a share of the conversations.", "Publish one with a canary share.");
    public static readonly RefusalCode Internal = new("internal", 500, 0, "Something went wrong on the server.", "Tell the operator the trace id; it is in the log.");

    /// <summary>All codes by name.</summary>
    public static IReadOnlyDictionary<string, RefusalCode> All { get; } = typeof(ErrorCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null))
        .OfType<RefusalCode>()
        .ToDictionary(code => code.Code, StringComparer.Ordinal);
}
