using System.Text;
using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

/// <summary>Profiles, forced presence, drain and wrap-up over REST.</summary>
public sealed class AgentRestTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    private FakeAgent Anna => _host.Cluster.Agent("anna");

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Put_WholeProfile_ComesBack()
    {
        var answer = await AdminAsync(HttpMethod.Put, "agents/bob", """
            {"name":"Bob","queues":["demo/main"],"capacity":2,"skills":[{"skill":"refund","level":4}],"languages":["zh"],"labels":[{"key":"tone","value":"warm"}],
             "qualifications":[{"queue":"demo/sale","role":"all-hands","from":"2026-11-11T00:00:00Z"}],"share":5,"wakeReserve":1}
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal("all-hands", answer.Json.GetProperty("qualifications")[0].GetProperty("role").GetString());
        Assert.Equal((4, 5, 1), (_host.Cluster.Agent("bob").Profile!.Skills![0].Level, _host.Cluster.Agent("bob").Profile!.Share, _host.Cluster.Agent("bob").Profile!.WakeReserve));
    }

    [Fact]
    public async Task Put_ManyErrors_AreAllTold()
    {
        var answer = await AdminAsync(HttpMethod.Put, "agents/bob", """
            {"name":"Bob","queues":[],"capacity":2,"skills":[{"skill":"","level":11}],"languages":[],"qualifications":[{"queue":"x","role":"lent"}],"wakeReserve":3}
            """);

        var errors = answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!.Split(':')[0]).Order(StringComparer.Ordinal);
        Assert.Equal(["languages", "qualifications[0].queue", "skills[0].level", "skills[0].skill", "wakeReserve"], errors.Except(["qualifications[0].role"]));
    }

    [Fact]
    public async Task Force_BySupervisor_SaysWhoAndWhy()
    {
        var answer = await SendAsync(HttpMethod.Put, "force", """{"intent":"away","reason":"fire drill","minutes":15}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal((PresenceIntent.Away, "fire drill", "sue"), (Anna.Forced!.Intent, Anna.Forced.Reason, Anna.Forced.By));
        Assert.NotNull(Anna.Forced.Until);
    }

    [Fact]
    public async Task Force_ByTheAgent_IsForbidden() => Assert.Equal(403, (await SendAsync(HttpMethod.Put, "force", """{"intent":"away"}""", Role.Agent, "anna")).Status);

    [Fact]
    public async Task Force_OfAnotherShop_IsUnknown() => Assert.Equal(404, (await SendAsync(HttpMethod.Put, "force", """{"intent":"away"}""", Role.Supervisor, "sue", "demo-en")).Status);

    [Fact]
    public async Task Force_Deleted_Ends()
    {
        await SendAsync(HttpMethod.Put, "force", """{"intent":"away"}""");
        await SendAsync(HttpMethod.Delete, "force");
        Assert.Null(Anna.Forced);
    }

    [Fact]
    public async Task Drain_WithoutBody_IsAwayThen()
    {
        await SendAsync(HttpMethod.Put, "drain");
        Assert.Equal((PresenceIntent.Away, "sue"), (Anna.Drain!.Then, Anna.Drain.By));
    }

    [Fact]
    public async Task Drain_OfASupervisor_TheAgentCannotEnd()
    {
        await SendAsync(HttpMethod.Put, "drain");
        Assert.Equal(400, (await SendAsync(HttpMethod.Delete, "drain", null, Role.Agent, "anna")).Status);
        Assert.NotNull(Anna.Drain);
    }

    [Fact]
    public async Task Presence_ByTheAgentWithReason_IsHisOwn()
    {
        await SendAsync(HttpMethod.Put, "presence", """{"intent":"away","reason":"training"}""", Role.Agent, "anna");
        Assert.Equal((PresenceIntent.Away, "training"), (Anna.Intent, Anna.Reason));
        Assert.Null(Anna.Forced);
    }

    [Fact]
    public async Task Presence_ReasonRefused_SaysWhich() =>
        Assert.Contains("break", (await SendAsync(HttpMethod.Put, "presence", """{"intent":"away","reason":"nothing"}""", Role.Agent, "anna")).Json.GetProperty("detail").GetString());

    [Fact]
    public async Task WrapUp_Deleted_Ends()
    {
        Anna.WrapUps.Add(new WrapUp(new ConversationId(new ShopId("demo"), "web", "v-1"), new QueueId(new ShopId("demo"), "main"), 1, DateTimeOffset.UnixEpoch));
        await SendAsync(HttpMethod.Delete, "wrap-up", null, Role.Agent, "anna");
        Assert.Empty(Anna.WrapUps);
    }

    private Task<RestAnswer> AdminAsync(HttpMethod method, string path, string body) => _host.SendAsync(method, $"/api/v1/{path}", GatewayHost.Admin, Json(body));

    private Task<RestAnswer> SendAsync(HttpMethod method, string what, string? body = null, Role role = Role.Supervisor, string who = "sue", string shop = "demo") =>
        _host.SendAsync(method, $"/api/v1/agents/anna/{what}", _host.Token(role, who, shop), body is null ? null : Json(body));

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
