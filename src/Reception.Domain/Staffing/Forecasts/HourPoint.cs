namespace Reception.Domain.Staffing.Forecasts;

/// <summary>Arrivals of one hour. Hours of a sale are not <see cref="IsOrdinary"/>: they say nothing about ordinary days.</summary>
public readonly record struct HourPoint(long Hour, LocalHour Local, double Count, bool IsOrdinary);
