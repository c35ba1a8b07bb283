using Microsoft.Extensions.Logging;

namespace Reception.Storage.Azure.Journal;

/// <summary>What is wrong with stored bytes.</summary>
public enum DamageKind
{
    /// <summary>Bytes that are no whole frame with a true check sum. What stands before and after them is read.</summary>
    Corrupted = 0,
    /// <summary>The blob ends before a position that was acknowledged.</summary>
    Short = 1,
    /// <summary>Sequences are missing, or come twice, between two whole frames.</summary>
    Gap = 2,
}

/// <summary>One find: in which blob (its name is a hash), at which offset, over how many bytes (or sequences, of a gap).</summary>
public sealed record JournalDamage(DamageKind Kind, string Blob, long Offset, long Extent);

/// <summary>
/// Damaged data, reported: a counter (<c>reception.journal.damages</c>), an error in the log, and the newest finds here for checks and tests. The
/// same find is reported once.
/// </summary>
public sealed partial class JournalDamages(AzureStoreInstruments instruments, ILogger<JournalDamages> logger)
{
    /// <summary>The most finds that are kept.</summary>
    public const int MostKept = 1_000;

    private readonly Lock _lock = new();
    private readonly Queue<JournalDamage> _found = new();

    /// <summary>The newest finds, oldest first.</summary>
    public IReadOnlyList<JournalDamage> Found
    {
        get { lock (_lock) return [.. _found]; }
    }

    internal void Report(DamageKind kind, string blob, long offset, long extent)
    {
        var damage = new JournalDamage(kind, blob, offset, extent);
        lock (_lock)
        {
            if (_found.Contains(damage)) return;
            if (_found.Count == MostKept) _found.Dequeue();
            _found.Enqueue(damage);
        }
        instruments.OnDamage(kind);
        LogDamage(logger, kind, blob, offset, extent);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Stored data is damaged: {Kind}, blob {Blob}, offset {Offset}, extent {Extent}. What is whole is still read.")]
    private static partial void LogDamage(ILogger logger, DamageKind kind, string blob, long offset, long extent);
}
