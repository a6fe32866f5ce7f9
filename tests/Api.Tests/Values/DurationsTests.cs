using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Tests.Values;

public class DurationsTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("1m", 60)]
    [InlineData("2h", 7200)]
    [InlineData("1m30s", 90)]
    [InlineData("500ms", 0.5)]
    [InlineData("1.5m", 90)]
    public void Parse_WhatManifestsWrite_IsRead(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("30")]
    [InlineData("0s")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5d")]
    [InlineData("30s\n")]
    [InlineData("999999999h")]
    [InlineData("2147483647h")]
    public void Parse_AnythingElse_IsNull(string? text) => Assert.Null(Durations.Parse(text));
}
