using Orleans.Runtime;

namespace LocalOrleans.Tests;

/// <summary>The format that crosses processes: what is written is read again, and hostile bytes end in one kind of exception.</summary>
public sealed class WireTests
{
    private static readonly Parcel Full = new("parcel 包裹", 7)
    {
        Seen = new() { ["Peking"] = [DateTimeOffset.UnixEpoch.AddHours(3).ToOffset(TimeSpan.FromHours(8))], ["空"] = [] },
        Shape = new Square("square", 12.345m, Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e")),
    };

    [Fact]
    public void Record_WrittenAndRead_IsEqual()
    {
        var read = Read<Parcel>(Written(Full));
        Assert.Equal((Full.Name, Full.Weight, Full.Shape), (read.Name, read.Weight, read.Shape));
        Assert.Equal(Full.Seen, read.Seen);
    }

    [Fact]
    public void Exception_WrittenAndRead_KeepsTypeTextCauseAndFields()
    {
        var read = Read<Exception>(Written<Exception>(new InvalidOperationException("outer", new ParcelLostException("lost", 42))));
        Assert.Equal("outer", Assert.IsType<InvalidOperationException>(read).Message);
        Assert.Equal(("lost", 42), Assert.IsType<ParcelLostException>(read.InnerException) is var inner ? (inner.Message, inner.Code) : default);
    }

    [Fact]
    public void Type_ThatNobodyRegistered_IsRefused()
    {
        var writer = new Writer(copying: false);
        writer.WriteByte(2);
        writer.WriteByte(0);
        writer.WriteString("System.Diagnostics.Process");
        var bytes = writer.Written.ToArray();
        Assert.Throws<InvalidDataException>(() => Read<object>(bytes));
    }

    [Fact]
    public void Bytes_CutAndMutated_ThrowOnlyInvalidData()
    {
        var random = new Random(20261111);
        var good = Written(Full);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = good[..random.Next(1, good.Length + 1)];
            for (var n = random.Next(1, 4); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var thrown = Record.Exception(() => Read<Parcel>(bytes));
            Assert.True(thrown is null or InvalidDataException or ArgumentException or OverflowException, thrown?.ToString());
        }
    }

    private static byte[] Written<T>(T value)
    {
        var writer = new Writer(copying: false);
        CodecOf<T>.Instance.Write(writer, value);
        return writer.Written.ToArray();
    }

    private static T Read<T>(byte[] bytes)
    {
        var reader = new Reader(bytes, kept: null, runtime: null);
        return CodecOf<T>.Instance.Read(ref reader);
    }
}
