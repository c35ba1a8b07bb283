using System.Collections.Immutable;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Serialization;

/// <summary>What goes in comes out, inside the process and through the gateway.</summary>
public sealed class SerializationTests(SharedSilo silo)
{
    public static TheoryData<bool> InsideAndThroughTheGateway => [false, true];

    private IEchoGrain Echo(bool gateway) => (gateway ? silo.Client : silo.Grains).GetGrain<IEchoGrain>("echo");

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Record_NestedInItself_IsEqual(bool gateway)
    {
        var line = new Line("one", 1, new Line("two 😀", -2));
        Assert.Equal(line, await Echo(gateway).LineAsync(line));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Record_NullMember_StaysNull(bool gateway)
    {
        var line = new Line(null!, 0);
        Assert.Equal(line, await Echo(gateway).LineAsync(line));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Record_WithoutIds_IsEqual(bool gateway)
    {
        var bare = new Bare("text", 7);
        Assert.Equal(bare, await Echo(gateway).BareAsync(bare));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Record_WithInitAndRequiredMembers_IsEqual(bool gateway)
    {
        var mixed = new Mixed("text") { Number = 3, Needed = "yes" };
        Assert.Equal(mixed, await Echo(gateway).MixedAsync(mixed));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task RecordStruct_IsEqual(bool gateway)
    {
        Assert.Equal(new Point(int.MinValue, long.MaxValue), await Echo(gateway).PointAsync(new Point(int.MinValue, long.MaxValue)));
        Assert.Equal(default, await Echo(gateway).PointAsync(default));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task RecordStruct_MadeOnlyByItsConstructor_IsEqual(bool gateway)
    {
        Assert.Equal(new ShopKey("shop", 7), await Echo(gateway).ShopKeyAsync(new ShopKey("shop", 7)));
        Assert.Equal(default, await Echo(gateway).ShopKeyAsync(default));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Class_WithPrivateMembers_KeepsThem(bool gateway)
    {
        var echoed = await Echo(gateway).SealedAsync(Sealed.Create("text", 42));
        Assert.Equal(("text", 42), (echoed.Text, echoed.Reveal()));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Parameter_MarkedImmutable_Arrives(bool gateway)
    {
        Assert.Equal(["a", "b"], await Echo(gateway).ImmutableParameterAsync(["a", "b"]));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Struct_WithFieldAndProperty_IsEqual(bool gateway)
    {
        var pair = new Pair { First = "first", Second = Colour.Green };
        Assert.Equal(pair, await Echo(gateway).PairAsync(pair));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Values_OfEveryKind_AreEqual(bool gateway)
    {
        var everything = new Everything
        {
            Flag = true,
            Byte = 255,
            Short = short.MinValue,
            Int = int.MaxValue,
            Long = long.MinValue,
            UInt = uint.MaxValue,
            ULong = ulong.MaxValue,
            Float = 1.5f,
            Double = double.Epsilon,
            Decimal = 79228162514264337593543950335m,
            Char = '好',
            Text = "什么时候发货?",
            Guid = Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
            Moment = new DateTimeOffset(2026, 11, 11, 0, 0, 1, 234, TimeSpan.FromHours(8)),
            Time = new DateTime(2026, 11, 11, 0, 0, 0, DateTimeKind.Utc),
            Span = TimeSpan.FromTicks(-1),
            Date = new DateOnly(2026, 11, 11),
            TimeOfDay = new TimeOnly(23, 59, 59),
            Colour = Colour.Green,
            Small = Small.Most,
            Rights = Rights.Read | Rights.Write,
            Maybe = 0,
            MaybeMoment = DateTimeOffset.UnixEpoch,
            Address = new Uri("https://shop.example/a?b=c"),
            Grain = GrainId.Create("kind", "key"),
            Point = new Point(1, 2),
            MaybePoint = new Point(3, 4),
        };
        Assert.Equal(everything, await Echo(gateway).EverythingAsync(everything));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Values_AllDefault_AreEqual(bool gateway)
    {
        Assert.Equal(new Everything(), await Echo(gateway).EverythingAsync(new Everything()));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task DateTimeOffset_KeepsItsOffset(bool gateway)
    {
        var moment = new DateTimeOffset(2026, 11, 11, 8, 0, 0, TimeSpan.FromHours(8));
        var echoed = await Echo(gateway).EverythingAsync(new Everything { Moment = moment });
        Assert.Equal(moment.Offset, echoed.Moment.Offset);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task DateTime_KeepsItsKind(bool gateway)
    {
        var time = new DateTime(2026, 11, 11, 0, 0, 0, DateTimeKind.Utc);
        var echoed = await Echo(gateway).EverythingAsync(new Everything { Time = time });
        Assert.Equal(DateTimeKind.Utc, echoed.Time.Kind);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task DerivedRecord_AsItsBase_KeepsItsType(bool gateway)
    {
        Happening[] happenings = [new Said(1, "hello"), new Moved(2, new Point(0, 0), new Point(1, 1))];
        foreach (var happening in happenings)
            Assert.Equal(happening, await Echo(gateway).HappeningAsync(happening));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task DerivedRecords_InAListOfTheirBase_KeepTheirTypes(bool gateway)
    {
        List<Happening> happenings = [new Said(1, "hello"), new Moved(2, default, default), new Said(3, "bye")];
        Assert.Equal(happenings, await Echo(gateway).HappeningsAsync(happenings));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task GenericRecord_IsEqual(bool gateway)
    {
        var envelope = new Envelope<Point>("topic", new Point(1, 2));
        Assert.Equal(envelope, await Echo(gateway).EnvelopeAsync(envelope));
        var ofList = await Echo(gateway).EnvelopeOfListAsync(new Envelope<List<Line>>("t", [new Line("a", 1)]));
        Assert.Equal([new Line("a", 1)], ofList.Content);
    }

    [Fact]
    public async Task Member_NonSerialized_DoesNotCross()
    {
        var echoed = await Echo(gateway: true).PartialAsync(new Partial { Carried = "yes", LeftBehind = "no" });
        Assert.Equal(("yes", null), (echoed.Carried, echoed.LeftBehind));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Null_OfEachKind_StaysNull(bool gateway)
    {
        Assert.Null(await Echo(gateway).LineAsync(null!));
        Assert.Null(await Echo(gateway).BytesAsync(null));
        Assert.Null(await Echo(gateway).TextAsync(null));
        Assert.Null(await Echo(gateway).HappeningAsync(null!));
        Assert.Null(await Echo(gateway).ReferenceAsync(null));
        Assert.Null((await Echo(gateway).TupleAsync((1, null))).First);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Text_LongAndOddOnes_AreEqual(bool gateway)
    {
        string[] texts = ["", " ", "\0", "\r\n\t", "客服😀‮", new string('长', 100_000)];
        foreach (var text in texts)
            Assert.Equal(text, await Echo(gateway).TextAsync(text));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Bytes_EmptyAndLarge_AreEqual(bool gateway)
    {
        var large = Enumerable.Range(0, 1_000_000).Select(i => (byte)i).ToArray();
        Assert.Empty((await Echo(gateway).BytesAsync([]))!);
        Assert.Equal(large, await Echo(gateway).BytesAsync(large));
        Assert.Equal(large[10..500], (await Echo(gateway).MemoryAsync(large.AsMemory(10, 490))).ToArray());
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Object_HoldingAKnownType_KeepsIt(bool gateway)
    {
        Assert.Equal(new Point(1, 2), await Echo(gateway).ObjectAsync(new Point(1, 2)));
        Assert.Equal("text", await Echo(gateway).ObjectAsync("text"));
        Assert.Equal(7L, await Echo(gateway).ObjectAsync(7L));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Reference_Returned_IsEqualAndCanBeCalled(bool gateway)
    {
        var reference = Echo(gateway);
        var echoed = await reference.ReferenceAsync(reference);
        Assert.Equal(reference, echoed);
        Assert.Equal("called", await echoed!.TextAsync("called"));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task ReadOnlyList_AsArgumentAndResult_IsEqual(bool gateway)
    {
        Line[] lines = [new("a", 1), new("b", 2)];
        Assert.Equal(lines, await Echo(gateway).ReadOnlyListAsync(lines));
        Assert.Equal(lines, await Echo(gateway).ReadOnlyListAsync(lines.ToList()));
        Assert.Equal(lines, await Echo(gateway).ReadOnlyListAsync([.. lines]));
        Assert.Equal(lines, await Echo(gateway).ReadOnlyListAsync(lines.ToImmutableArray()));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Tuple_WithARecord_IsEqual(bool gateway)
    {
        Assert.Equal((2, new Line("a", 1)), await Echo(gateway).TupleAsync((2, new Line("a", 1))));
    }
}
