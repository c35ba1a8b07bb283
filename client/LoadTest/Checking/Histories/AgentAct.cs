namespace Reception.LoadTest.Checking.Histories;

/// <summary>What an agent's client saw or did. Numbers are part of the file: they are added, never changed.</summary>
internal enum ActKind
{
    /// <summary>An offer reached him.</summary>
    Offered = 0,

    /// <summary>His accept was carried out: the conversation is his under <see cref="AgentAct.Epoch"/>.</summary>
    Accepted = 1,

    /// <summary>He declined, and the server took it.</summary>
    Declined = 2,

    /// <summary>The offer was gone before he answered.</summary>
    Passed = 3,

    /// <summary>A command of his was carried out while it was his, under <see cref="AgentAct.Epoch"/>.</summary>
    Held = 4,

    /// <summary>He asks for work from now on.</summary>
    Present = 5,

    /// <summary>He does not any more: left, on a break, cut off.</summary>
    Away = 6,

    /// <summary>The server told his load and capacity.</summary>
    Told = 7,
}

/// <param name="At">By the load process's clock, UTC.</param>
/// <param name="Conversation">Empty where it concerns none.</param>
/// <param name="Load">What the server told of his load, with <see cref="ActKind.Told"/>.</param>
internal readonly record struct AgentAct(ActKind Kind, DateTimeOffset At, string Agent, string Conversation = "", long Epoch = 0, int Load = 0, int Capacity = 0);
