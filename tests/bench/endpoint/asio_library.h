// The networking library, for the load tool; it is too heavy for other headers.
#pragma once

#include <boost/asio.hpp>

namespace sqsproof::load {

namespace asio = boost::asio;
using asio::ip::tcp;

}  // namespace sqsproof::load
