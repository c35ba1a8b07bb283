namespace Reception.Domain.Triage.Text;

/// <summary>A feature of a normalised text: where it stands and the 64-bit hash by which it is known.</summary>
internal readonly record struct Gram(ulong Hash, short Start, short Length);
