using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

public sealed class JudgedSlotTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly JudgedSlot _slot = new(new(new("shop", "web-judged-1"), "web", new JsonObject(), "2030-01-01T12:00:00Z"));

    [Fact]
    public void WhoRefuses_IsAskedAgainAtOnce_AndThenLessAndLessOften()
    {
        _slot.Want(_slot.Place, new("state", null));

        Assert.True(IsRefused(0));
        Assert.True(IsRefused(1));
        Assert.False(IsRefused(5));
        Assert.True(IsRefused(6));
        Assert.False(IsRefused(15));
        Assert.True(IsRefused(16));
        Assert.Equal(15, Enumerable.Range(17, 4000).Count(IsRefused));
    }

    [Fact]
    public void WhatWasWritten_IsFollowedAtOnce()
    {
        _slot.Want(_slot.Place, new("state", null));
        IsRefused(0);
        IsRefused(1);
        _slot.End(_slot.Begin(Noon.AddSeconds(6)), "7", Noon.AddSeconds(6));
        _slot.Want(_slot.Place, new("more", null));

        Assert.NotNull(_slot.Begin(Noon.AddSeconds(6)));
    }

    private bool IsRefused(int second)
    {
        var now = Noon.AddSeconds(second);
        if (_slot.Begin(now) is null)
        {
            return false;
        }

        _slot.End(null, null, now);
        return true;
    }
}
