using System.Net.Sockets;
using CanaryMesh.Proxy.Forwarding;
using Yarp.ReverseProxy.Forwarder;

namespace CanaryMesh.Proxy.Tests.Forwarding;

public sealed class ForwarderErrorClassifierTests
{
    private static readonly HttpRequestException Refused = new(HttpRequestError.ConnectionError);
    private static readonly HttpRequestException Ended = new(HttpRequestError.ResponseEnded);
    private static readonly HttpRequestException Silent = new("x", new SocketException((int)SocketError.TimedOut));

    [Fact]
    public void Classify_EachError_NamesWhoIsToBlame()
    {
        Assert.Equal(AnswerState.Answered, Of(ForwarderError.None));
        Assert.Equal(AnswerState.NotReached, Of(ForwarderError.Request, Refused));
        Assert.Equal(AnswerState.NotReached, Of(ForwarderError.RequestTimedOut, new OperationCanceledException()));
        Assert.Equal(AnswerState.Broken, Of(ForwarderError.Request, Ended));
        Assert.Equal(AnswerState.TimedOut, Of(ForwarderError.Request, Silent));
        Assert.Equal(AnswerState.Broken, Of(ForwarderError.ResponseBodyDestination, Ended));
        Assert.Equal(AnswerState.Broken, Of(ForwarderError.ResponseHeaders, Ended));
        Assert.Equal(AnswerState.Broken, Of(ForwarderError.RequestBodyDestination, Ended));
        Assert.Equal(AnswerState.Answered, Of(ForwarderError.RequestBodyDestination, Ended, answered: true));
    }

    [Theory]
    [InlineData(ForwarderError.RequestCanceled)]
    [InlineData(ForwarderError.RequestBodyClient)]
    [InlineData(ForwarderError.RequestBodyCanceled)]
    [InlineData(ForwarderError.ResponseBodyClient)]
    [InlineData(ForwarderError.ResponseBodyCanceled)]
    public void Classify_WhatTheClientBroke_BlamesNobody(ForwarderError error) =>
        Assert.Equal(AnswerState.ClientGone, Of(error, new IOException()));

    private static AnswerState Of(ForwarderError error, Exception? cause = null, bool answered = false) =>
        ForwarderErrorClassifier.Classify(error, cause, answered);
}
