using System.Text;
using Reception.Domain.Knowledge;
using Reception.Domain.Knowledge.Checks;

namespace Reception.Domain.Tests.Knowledge;

/// <summary>Files of regression cases.</summary>
public sealed class RegressionSetTests
{
    [Fact]
    public void Parse_WhatWasWritten_IsTheSame()
    {
        RegressionCase[] cases = [new("几天发货", ["ship"]), new("天气 \"😀\"", [], "web"), new("钱", ["a", "b"])];
        var read = RegressionSet.Parse(RegressionSet.Write(cases));
        Assert.Equal(cases.Select(c => (c.Text, string.Join(',', c.Expected), c.Channel)), read.Cases.Select(c => (c.Text, string.Join(',', c.Expected), c.Channel)));
    }

    [Fact]
    public void Parse_SeveralProblems_TellsEachWithItsLine()
    {
        const string file = "{\"text\":\"fine\",\"expect\":null}\n\n{\"text\":\"no expectation\"}\n{\"text\":\" ?\",\"expect\":\"a\"}\n[]\n{\"text\":\"q\",\"expect\":[]}\n{\"text\":\"q\",\"expect\":7}\n{\"text\":\"q\",\"expect\":[null]}\n{\"text\":\"q\",\"expected\":\"a\"}";
        var read = RegressionSet.Parse(Encoding.UTF8.GetBytes(file));
        Assert.Equal([3, 4, 5, 6, 7, 8, 9], read.Problems.Select(p => p.Line));
        Assert.Empty(read.Cases);
    }

    [Fact]
    public void Parse_TooManyCases_IsRefused() =>
        Assert.Contains(RegressionSet.Parse(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"text\":\"q\",\"expect\":null}\n", KnowledgeLimits.Cases + 1)))).Problems, p => p.Code == KnowledgeProblemCode.TooMany);

    [Theory]
    [InlineData("{\"text\":\"\\ud800\",\"expect\":null}")]
    [InlineData("{\"text\":\"q\",\"expect\":\"\\ud800\"}")]
    [InlineData("{\"text\":\"q\",\"text\":\"r\",\"expect\":null}")]
    public void Parse_BrokenText_IsAProblem(string line) => Assert.Single(RegressionSet.Parse(Encoding.UTF8.GetBytes(line)).Problems);
}
