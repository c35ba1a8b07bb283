using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Reception.Gateway.Configuration;

/// <summary>
/// A section of the configuration and the options that are bound to it. This folder knows which settings there are, from the options types
/// themselves: docs/configuration.md lists them, and a test compares the two.
/// </summary>
/// <param name="Path">The section's key, for example <c>Reception:Telemetry</c>.</param>
/// <param name="Type">The options.</param>
/// <param name="Except">Properties that the process sets itself.</param>
public sealed record SettingsSection(string Path, Type Type, params string[] Except)
{
    /// <summary>The leaves: text, numbers, times, switches. <c>{n}</c> stands for an item's number, <c>{name}</c> for a name of the operator's choice.</summary>
    public IReadOnlyList<Setting> Settings => [.. Walk(Path, Type, Activator.CreateInstance(Type)).Where(setting => !Except.Contains(setting.Key[(Path.Length + 1)..]))];

    private static IEnumerable<Setting> Walk(string path, Type type, object? value)
    {
        if (IsLeaf(type)) return [new Setting(path, type, value)];
        if (type.IsArray) return Walk($"{path}:{Setting.Item}", type.GetElementType()!, null);
        if (typeof(IDictionary).IsAssignableFrom(type)) return Walk($"{path}:{Setting.Name}", type.GetGenericArguments()[1], null);
        if (IsList(type)) return Walk($"{path}:{Setting.Item}", type.GetGenericArguments()[0], null);
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod?.IsPublic == true || IsList(property.PropertyType))
            .SelectMany(property => Walk($"{path}:{KeyOf(property)}", property.PropertyType, value is null ? null : property.GetValue(value)));
    }

    private static bool IsLeaf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(TimeSpan));

    /// <summary>A list is filled by the binder, so it needs no setter.</summary>
    private static bool IsList(Type type) => type.IsGenericType && typeof(IList<>).MakeGenericType(type.GetGenericArguments()[0]).IsAssignableFrom(type);

    private static string KeyOf(PropertyInfo property) => property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name;
}
