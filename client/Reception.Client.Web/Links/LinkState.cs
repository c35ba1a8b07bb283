namespace Reception.Client.Web.Links;

/// <summary>How the connection stands.</summary>
public enum LinkState
{
    Connecting = 0,
    Connected = 1,
    /// <summary>Lost; it is tried again by itself.</summary>
    Waiting = 2,
    /// <summary>Refused for good (a token that is not valid, a shop that is not there) or closed by the caller.</summary>
    Ended = 3,
}
