namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>What was put to the test did something that the rule does not say.</summary>
internal sealed class RuleBrokenException(string what) : Exception(what);
