using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Orleans.Serialization;

namespace LocalOrleans;

/// <summary>An exception without fields of its own on the wire: message, stack and cause. Within a process exceptions pass as they are.</summary>
internal sealed class ExceptionCodec<T> : ObjectCodec<T>, IBareException where T : Exception
{
    protected override void WriteFields(Writer writer, T value) => ExceptionParts.Write(writer, value);

    protected override T ReadFields(ref Reader reader)
    {
        var exception = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        ExceptionParts.Read(ref reader, exception);
        return exception;
    }
}

/// <summary>Marks the codec of exceptions without fields of their own: they travel by name and need no registration.</summary>
internal interface IBareException;

/// <summary>The parts every exception has; generated codecs of exceptions call these before their own fields.</summary>
public static class ExceptionParts
{
    private static readonly ConcurrentDictionary<string, Type> ByName = new();

    /// <summary>Writes message, stack, result code and cause.</summary>
    public static void Write(Writer writer, Exception value)
    {
        writer.WriteString(value.Message);
        writer.WriteString(value.StackTrace);
        writer.WriteInt(value.HResult);
        CodecOf<Exception?>.Instance.Write(writer, value.InnerException);
    }

    /// <summary>Reads what <see cref="Write"/> wrote into an object that no constructor has seen.</summary>
    public static void Read(ref Reader reader, Exception target)
    {
        Message(target) = reader.ReadString();
        var stack = reader.ReadString();
        target.HResult = (int)reader.ReadInt();
        Inner(target) = CodecOf<Exception?>.Instance.Read(ref reader);
        if (stack is not null) ExceptionDispatchInfo.SetRemoteStackTrace(target, stack);
    }

    /// <summary>Writes the type's name and the parts.</summary>
    internal static void WriteNamed(Writer writer, Exception value)
    {
        writer.WriteString(value.GetType().FullName);
        Write(writer, value);
    }

    /// <summary>
    /// Reads an exception by its type's name. Only types of assemblies that are loaded here and derive from Exception are made;
    /// for any other the fallback carries the name.
    /// </summary>
    internal static Exception ReadNamed(ref Reader reader)
    {
        var name = reader.ReadString() ?? "";
        if (!ByName.TryGetValue(name, out var type) && (type = Find(name)) is not null) ByName[name] = type;
        var exception = type is null ? new UnavailableExceptionFallbackException { ExceptionType = name } : (Exception)RuntimeHelpers.GetUninitializedObject(type);
        Read(ref reader, exception);
        return exception is AggregateException ? new AggregateException(exception.Message, exception.InnerException is { } inner ? [inner] : []) : exception;
    }

    private static Type? Find(string name) => AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic)
        .Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is { IsAbstract: false, ContainsGenericParameters: false } && typeof(Exception).IsAssignableFrom(type));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? Message(Exception target);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? Inner(Exception target);
}
