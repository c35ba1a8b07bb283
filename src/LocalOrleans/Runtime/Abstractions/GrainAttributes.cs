namespace Orleans
{
    /// <summary>The grain's type name, instead of the one made from the class name.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class GrainTypeAttribute(string grainType) : Attribute
    {
        internal string GrainType { get; } = grainType;
    }

    /// <summary>Never collected for idleness.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public class KeepAliveAttribute : Attribute;

    /// <summary>How long the grain may be idle before it is collected; at least one minute.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public class CollectionAgeLimitAttribute : Attribute
    {
        /// <summary>The least age.</summary>
        public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

        private readonly TimeSpan? _given;

        /// <summary>Says the age by its properties.</summary>
        public CollectionAgeLimitAttribute() { }

        /// <summary>Says the age as text, "00:05:00".</summary>
        public CollectionAgeLimitAttribute(string inactivityPeriod) => _given = TimeSpan.Parse(inactivityPeriod, System.Globalization.CultureInfo.InvariantCulture);

        /// <summary>Days, added to hours and minutes.</summary>
        public double Days { get; set; }

        /// <summary>Hours, added to days and minutes.</summary>
        public double Hours { get; set; }

        /// <summary>Minutes, added to days and hours.</summary>
        public double Minutes { get; set; }

        /// <summary>Never collected.</summary>
        public bool AlwaysActive { get; set; }

        /// <summary>The age in force.</summary>
        public TimeSpan AgeLimit
        {
            get
            {
                if (AlwaysActive) return Timeout.InfiniteTimeSpan;
                var sum = _given ?? (TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes));
                return sum < MinAgeLimit ? MinAgeLimit : sum;
            }
        }
    }
}
