using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace LocalOrleans;

/// <summary>An exception without fields of its own on the wire: message, stack and cause. Within a process exceptions pass as they are.</summary>
internal sealed class ExceptionCodec<T> : ObjectCodec<T> where T : Exception
{
    protected override void WriteFields(Writer writer, T value) => ExceptionParts.Write(writer, value);

    protected override T ReadFields(ref Reader reader)
    {
        var exception = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        ExceptionParts.Read(ref reader, exception);
        return exception;
    }
}

/// <summary>The parts every exception has; generated codecs of exceptions call these before their own fields.</summary>
public static class ExceptionParts
{
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

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? Message(Exception target);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? Inner(Exception target);
}
