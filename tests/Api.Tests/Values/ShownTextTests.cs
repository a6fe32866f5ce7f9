using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Tests.Values;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Störung 12", "Störung 12")]
    [InlineData("a\nb\tc", @"a\u000ab\u0009c")]
    [InlineData("\u001b[31mred", @"\u001b[31mred")]
    [InlineData("a\u202eb", @"a\u202eb")]
    [InlineData("a\u200bb\u2028c", @"a\u200bb\u2028c")]
    [InlineData("🐤", "🐤")]
    public void Of_WhatATerminalActsOnOrHides_IsEscaped(string text, string expected) => Assert.Equal(expected, ShownText.Of(text));

    [Fact]
    public void Of_TenKilobytes_IsCutAndItsLengthSaid()
    {
        var shown = ShownText.Of(new string('x', 10_000));

        Assert.Equal(new string('x', 64) + "… (10000 characters)", shown);
        Assert.True(ShownText.Of(string.Concat(Enumerable.Repeat("🐤", 5000))).Length < 200);
    }

    [Fact]
    public void Of_HalfACharacter_IsNoFault() => Assert.Equal("a\ufffd", ShownText.Of("a\ud800"));
}
